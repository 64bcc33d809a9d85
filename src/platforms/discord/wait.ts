/** Resolves after so long, or as soon as it is called off. */
export async function pause(milliseconds: number, calledOff?: AbortSignal): Promise<void> {
  if (calledOff?.aborted) return
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      calledOff?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    calledOff?.addEventListener('abort', done)
  })
}

/** What it resolves with, or `undefined` when that takes longer. */
export async function within<T>(working: Promise<T>, milliseconds: number): Promise<T | undefined> {
  const done = new AbortController()
  try {
    return await Promise.race([working, pause(milliseconds, done.signal).then(() => undefined)])
  } finally {
    done.abort()
  }
}
