export { addServer, connectServer } from '../../src/sandbox/opening.ts'
