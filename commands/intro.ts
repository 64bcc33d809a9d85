import { command, type Group } from '../src/command.ts'
import { editMyIntroduction, showIntroduction } from '../src/features/introductions/feature.ts'
import { pauseMe } from '../src/features/introductions/pausing.ts'
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
      name: 'pause',
      french: 'pause',
      about: 'command.intro.pause',
      options: { state: onOff },
      run: async (ctx, { state }) => pauseMe(ctx, state === 'on'),
    }),
  ],
}
