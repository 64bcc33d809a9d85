import { command, type Group, type Option } from '../src/command.ts'
import { confirmConnection, confirmDisconnection, offerCode } from '../src/features/communities/connect.ts'
import { setLanguage } from '../src/features/communities/language.ts'
import {
  addPartner,
  addStaff,
  listPartners,
  listStaff,
  removePartner,
  removeStaff,
} from '../src/features/communities/people.ts'
import { setupForm } from '../src/features/communities/setup.ts'
import { showStatus } from '../src/features/communities/status.ts'
import { pauseWorkspace } from '../src/features/introductions/pausing.ts'
import { ask } from '../src/kit/reply.ts'
import { help } from './help.ts'
import { onOff } from './options.ts'

const member = { kind: 'member', french: 'membre', about: 'option.member', required: true } as const satisfies Option

/** `all`: every command there is, this group too, for help to list. */
export const totemGroup = (all: () => readonly Group[]): Group => ({
  name: 'totem',
  french: 'totem',
  about: 'command.totem',
  commands: [
    command({
      name: 'help',
      french: 'aide',
      about: 'command.totem.help',
      options: { command: { kind: 'text', french: 'commande', about: 'option.command', required: false, maximum: 60 } },
      run: async (ctx, values) => help(ctx, all(), values.command),
    }),
    command({
      name: 'language',
      french: 'langue',
      about: 'command.totem.language',
      options: {
        language: {
          kind: 'choice',
          french: 'langue',
          about: 'option.language',
          required: true,
          choices: [
            { value: 'fr', label: 'choice.fr' },
            { value: 'en', label: 'choice.en' },
            { value: 'auto', label: 'choice.auto' },
          ],
        },
        workspace: { kind: 'flag', french: 'espace', about: 'option.workspace', required: false },
      },
      run: async (ctx, values) => setLanguage(ctx, values.language, values.workspace ?? false),
    }),
    command({
      name: 'setup',
      french: 'configurer',
      about: 'command.totem.setup',
      who: 'staff',
      run: async (ctx) => ask(await setupForm.form(ctx, '')),
    }),
    command({
      name: 'connect',
      french: 'connecter',
      about: 'command.totem.connect',
      who: 'staff',
      options: { code: { kind: 'text', french: 'code', about: 'option.code', required: false, maximum: 20 } },
      run: async (ctx, { code }) => (code === undefined ? offerCode(ctx) : confirmConnection(ctx, code)),
    }),
    command({
      name: 'disconnect',
      french: 'deconnecter',
      about: 'command.totem.disconnect',
      who: 'staff',
      run: confirmDisconnection,
    }),
    command({
      name: 'pause',
      french: 'pause',
      about: 'command.totem.pause',
      who: 'staff',
      options: {
        what: {
          kind: 'choice',
          french: 'quoi',
          about: 'option.paused',
          required: true,
          choices: [
            { value: 'greetings', label: 'choice.greetings' },
            { value: 'all', label: 'choice.all' },
          ],
        },
        state: onOff,
      },
      run: async (ctx, { what, state }) => pauseWorkspace(ctx, what === 'all' ? 'all' : 'greetings', state === 'on'),
    }),
    command({ name: 'status', french: 'etat', about: 'command.totem.status', who: 'staff', run: showStatus }),
    {
      kind: 'subgroup',
      name: 'staff',
      french: 'equipe',
      about: 'command.totem.staff',
      commands: [
        command({
          name: 'add',
          french: 'ajouter',
          about: 'command.totem.staff.add',
          who: 'staff',
          options: { member },
          run: async (ctx, values) => addStaff(ctx, values.member),
        }),
        command({
          name: 'remove',
          french: 'retirer',
          about: 'command.totem.staff.remove',
          who: 'staff',
          options: { member },
          run: async (ctx, values) => removeStaff(ctx, values.member),
        }),
        command({ name: 'list', french: 'liste', about: 'command.totem.staff.list', who: 'staff', run: listStaff }),
      ],
    },
    {
      kind: 'subgroup',
      name: 'partner',
      french: 'partenaire',
      about: 'command.totem.partner',
      commands: [
        command({
          name: 'add',
          french: 'ajouter',
          about: 'command.totem.partner.add',
          who: 'staff',
          options: {
            member,
            organisation: {
              kind: 'text',
              french: 'organisation',
              about: 'option.organisation',
              required: true,
              maximum: 80,
            },
          },
          run: async (ctx, values) => addPartner(ctx, values.member, values.organisation),
        }),
        command({
          name: 'remove',
          french: 'retirer',
          about: 'command.totem.partner.remove',
          who: 'staff',
          options: { member },
          run: async (ctx, values) => removePartner(ctx, values.member),
        }),
        command({
          name: 'list',
          french: 'liste',
          about: 'command.totem.partner.list',
          who: 'staff',
          run: listPartners,
        }),
      ],
    },
  ],
})
