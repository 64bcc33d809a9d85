import type { Option } from '../src/command.ts'

/** `on|off`, as several commands take it. */
export const onOff = {
  kind: 'choice',
  french: 'etat',
  about: 'option.onOff',
  required: true,
  choices: [
    { value: 'on', label: 'choice.on' },
    { value: 'off', label: 'choice.off' },
  ],
} as const satisfies Option
