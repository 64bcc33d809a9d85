import { card, paragraph } from '../../kit/card.ts'
import { show } from '../../kit/reply.ts'
import type { Duty } from '../../work/duties.ts'
import type { Feature, Press } from '../feature.ts'
import { connect, disconnect } from './connect.ts'
import { openSetup, setupForm, setupView } from './setup.ts'
import { eraseWorkspace, workspacesToErase } from './workspaces.ts'

const eraseRemovedWorkspaces: Duty = { name: 'workspaces.erase', due: workspacesToErase, perform: eraseWorkspace }

const cancel: Press = async (ctx) => show(card({ blocks: [paragraph(ctx.t('general.cancelled'))] }))

export const communities: Feature = {
  views: { 'workspace.setup': setupView },
  presses: {
    'workspace.setup': openSetup,
    'community.connect': connect,
    'community.disconnect': disconnect,
    'general.cancel': cancel,
  },
  forms: { 'workspace.setup': setupForm },
  duties: [eraseRemovedWorkspaces],
}
