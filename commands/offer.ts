import { command, type Group, type Option } from '../src/command.ts'
import { completeOffers, completeOwnOffers, completeThemes, namedTheme } from '../src/features/offers/complete.ts'
import { editOffer, newOffer } from '../src/features/offers/editing.ts'
import { confirmWithdrawal, listOffers, showOffer } from '../src/features/offers/feature.ts'
import { follow, unfollow } from '../src/features/offers/follow-cards.ts'
import { isOfferKind, offerKinds } from '../src/features/offers/kinds.ts'
import { listMine } from '../src/features/offers/mine.ts'
import { completeFollowed, completeTopics } from '../src/features/offers/topics.ts'

const kind = {
  kind: 'choice',
  french: 'type',
  about: 'option.offerKind',
  required: false,
  choices: offerKinds.map((value) => ({ value, label: `offerKind.${value}` as const })),
} as const satisfies Option

const offerNumber = {
  kind: 'number',
  french: 'offre',
  about: 'option.offer',
  required: true,
  complete: completeOffers,
} as const satisfies Option

const ownOffer = { ...offerNumber, complete: completeOwnOffers } as const satisfies Option
const topic = { kind: 'text', french: 'sujet', about: 'option.topic', required: true, maximum: 75 } as const

export const offer: Group = {
  name: 'offer',
  french: 'offre',
  about: 'command.offer',
  commands: [
    command({
      name: 'new',
      french: 'nouvelle',
      about: 'command.offer.new',
      options: { kind },
      run: async (ctx, values) =>
        newOffer(ctx, values.kind !== undefined && isOfferKind(values.kind) ? values.kind : undefined),
    }),
    command({
      name: 'list',
      french: 'liste',
      about: 'command.offer.list',
      options: {
        theme: {
          kind: 'text',
          french: 'theme',
          about: 'option.theme',
          required: false,
          maximum: 75,
          complete: completeThemes,
        },
        kind,
      },
      run: async (ctx, values) =>
        listOffers(ctx, {
          theme: values.theme === undefined ? undefined : await namedTheme(ctx, values.theme),
          kind: values.kind !== undefined && isOfferKind(values.kind) ? values.kind : undefined,
        }),
    }),
    command({
      name: 'show',
      french: 'voir',
      about: 'command.offer.show',
      options: { offer: offerNumber },
      run: async (ctx, values) => showOffer(ctx, values.offer),
    }),
    command({ name: 'mine', french: 'miennes', about: 'command.offer.mine', run: listMine }),
    command({
      name: 'edit',
      french: 'modifier',
      about: 'command.offer.edit',
      options: { offer: ownOffer },
      run: async (ctx, values) => editOffer(ctx, values.offer),
    }),
    command({
      name: 'withdraw',
      french: 'retirer',
      about: 'command.offer.withdraw',
      options: { offer: ownOffer },
      run: async (ctx, values) => confirmWithdrawal(ctx, values.offer),
    }),
    command({
      name: 'follow',
      french: 'suivre',
      about: 'command.offer.follow',
      options: { topic: { ...topic, complete: completeTopics } },
      run: async (ctx, values) => follow(ctx, values.topic),
    }),
    command({
      name: 'unfollow',
      french: 'ne-plus-suivre',
      about: 'command.offer.unfollow',
      options: { topic: { ...topic, complete: completeFollowed } },
      run: async (ctx, values) => unfollow(ctx, values.topic),
    }),
  ],
}
