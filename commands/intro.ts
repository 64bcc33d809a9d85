import { command, type Group } from '../src/command.ts'
import { editMyIntroduction, showIntroduction } from '../src/features/introductions/feature.ts'
import { findPeople } from '../src/features/introductions/find.ts'
import { meetPeople } from '../src/features/introductions/meet.ts'
import { pauseMe } from '../src/features/introductions/pausing.ts'
import { takePartInRounds } from '../src/features/rounds/feature.ts'
import { onOff } from './options.ts'

export const intro: Group = {
  name: 'intro',
  french: 'presentation',
  about: 'command.intro',
  commands: [
    command({ name: 'me', french: 'moi', about: 'command.intro.me', run: editMyIntroduction }),
    command({
      name: 'show',
      french: 'voir',
      about: 'command.intro.show',
      options: { member: { kind: 'member', french: 'membre', about: 'option.member', required: false } },
      run: async (ctx, { member }) => showIntroduction(ctx, member),
    }),
    command({
      name: 'find',
      french: 'chercher',
      about: 'command.intro.find',
      options: { text: { kind: 'text', french: 'texte', about: 'option.find', required: true, maximum: 100 } },
      run: async (ctx, { text }) => findPeople(ctx, text),
    }),
    command({ name: 'meet', french: 'rencontrer', about: 'command.intro.meet', run: meetPeople }),
    command({
      name: 'rounds',
      french: 'rondes',
      about: 'command.intro.rounds',
      options: { state: { ...onOff, required: false } },
      run: async (ctx, { state }) => takePartInRounds(ctx, state === undefined ? undefined : state === 'on'),
    }),
    command({
      name: 'pause',
      french: 'pause',
      about: 'command.intro.pause',
      options: { state: onOff },
      run: async (ctx, { state }) => pauseMe(ctx, state === 'on'),
    }),
  ],
}
