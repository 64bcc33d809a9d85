/** Where direct messages have threads: there each conversation has its own, and what is written outside belongs to none. */
const threads: Readonly<Record<string, boolean>> = { slack: true, discord: false }

export function keepsThreads(platform: string): boolean {
  return threads[platform] ?? false
}
