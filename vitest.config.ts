import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/postgres.ts'],
    // Files run by Node itself, as they do in production.
    experimental: { viteModuleRunner: false },
    // One more than vitest takes by itself on a small machine: much of the time is spent waiting for PostgreSQL.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
