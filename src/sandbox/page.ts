import { join } from 'node:path'
import express, { type Router } from 'express'

/** Everything comes from here, and nobody may put the page in theirs. Pictures are shown from where messages say. */
const POLICY = "default-src 'self'; img-src 'self' data: http: https:; frame-ancestors 'none'"

/** The page at `/` where one plays the members of both platforms, through the door. It is served as it is written. */
export function pageOf(): Router {
  const router = express.Router()
  const files = join(import.meta.dirname, 'page')
  router.use(express.static(files, { setHeaders: (response) => response.setHeader('content-security-policy', POLICY) }))
  return router
}
