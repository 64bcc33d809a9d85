import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/postgres.ts'],
    // Files run by Node itself, as they do in production.
    experimental: { viteModuleRunner: false },
    // The files of a worker share what they import: to import it for each file took a third of the time.
    isolate: false,
    // More than there are cores: much of the time is spent waiting, for PostgreSQL and for what the platforms' clocks allow.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
