/** Kinds of offers (spec/product.md, Words). */
export const offerKinds = [
  'legal',
  'marketAccess',
  'testGround',
  'industrialExpertise',
  'businessDevelopment',
  'funding',
  'recruitment',
  'communication',
  'workspace',
  'other',
] as const
export type OfferKind = (typeof offerKinds)[number]

export function isOfferKind(kind: string): kind is OfferKind {
  return offerKinds.some((each) => each === kind)
}

export function offerKindOf(kind: string): OfferKind {
  return isOfferKind(kind) ? kind : 'other'
}
