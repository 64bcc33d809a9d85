import { WebAPIPlatformError } from '@slack/web-api'
import { expect, test } from 'vitest'
import { DeliveryError } from '../../../src/kit/errors.ts'
import { refusalOf, tellsOfRemoval } from '../../../src/platforms/slack/identify.ts'

const said = (error: string) => new WebAPIPlatformError({ ok: false, error })

test.each([
  ['account_inactive', true],
  ['token_revoked', true],
  ['invalid_refresh_token', true],
  // A proxy that takes the header away, a company that moves or locks its workspaces, a wrong secret: none of it is a removal.
  ['not_authed', false],
  ['invalid_auth', false],
  ['org_login_required', false],
  ['ekm_access_denied', false],
  ['bad_client_secret', false],
  ['internal_error', false],
])('%s tells of a removal: %s', (code, isRemoval) => {
  expect(tellsOfRemoval(said(code))).toBe(isRemoval)
  expect(tellsOfRemoval(new DeliveryError({ kind: 'unknown' }, code, said(code)))).toBe(isRemoval)
})

test('what is no word of Slack’s refuses nothing', () => {
  expect(refusalOf(new Error('account_inactive'))).toBeUndefined()
  expect(tellsOfRemoval(new Error('account_inactive'))).toBe(false)
})
