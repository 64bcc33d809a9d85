import { command, type Group, type Option } from '../src/command.ts'
import { completeOffers, completeThemes, namedTheme } from '../src/features/offers/complete.ts'
import { confirmWithdrawal, listOffers, newOffer, showOffer } from '../src/features/offers/feature.ts'
import { isOfferKind, offerKinds } from '../src/features/offers/kinds.ts'

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
    command({
      name: 'withdraw',
      french: 'retirer',
      about: 'command.offer.withdraw',
      options: { offer: offerNumber },
      run: async (ctx, values) => confirmWithdrawal(ctx, values.offer),
    }),
  ],
}
