/**
 * The one table of limits: of each pair, the smaller of what Slack and Discord allow. A definition that exceeds one fails
 * when it is built; a member's text is clipped visibly.
 * Sources: Slack Block Kit reference; Discord's components and interactions reference.
 */
export const limits = {
  /** Slack: 50 blocks; a card of more is a page to turn. */
  blocks: 20,
  /** Discord: 40 components in a message, nested ones and the container included. */
  pieces: 40,
  /** Discord: 4,000 characters in all text displays; 10,170 bytes is where it fails. Slack: about 13,000 in all blocks. */
  cardText: 3_800,
  cardBytes: 9_500,
  /** Slack header 150. */
  heading: 150,
  /** Slack section text 3,000. */
  blockText: 3_000,
  fields: 10,
  fieldValue: 1_024,
  /** Discord: 5 buttons in a row, of 80 characters; Slack: 75. */
  buttonsInRow: 5,
  buttonLabel: 75,
  /** Discord custom_id 100. */
  action: 100,
  /** Discord select: 25 options of 100 characters; Slack: 75. */
  choices: 25,
  choiceLabel: 75,
  choiceValue: 75,
  placeholder: 150,
  /** Discord modal: 5 components. */
  formFields: 5,
  /** Slack view title, submit and close 24. */
  formTitle: 24,
  formSend: 24,
  /** Discord label 45, description 100. */
  fieldLabel: 45,
  fieldHint: 100,
  /** Slack plain_text_input 3,000. */
  fieldText: 3_000,
  /** Slack fallback text 4,000, of which a notification shows a line. */
  summary: 300,
  /** Discord: option and command names 32, descriptions 100. */
  commandName: 32,
  commandAbout: 100,
  commandOptions: 25,
  commandsInGroup: 25,
  /** Discord: 8,000 characters in one command, longest localisation of each text. */
  commandTotal: 8_000,
} as const
