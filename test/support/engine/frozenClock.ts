/**
 * Stops the clock of this test file's process, for client and server alike; it only moves when the
 * test moves it. Timers and sockets are real. Call this before the package is loaded.
 */
export function freezeClockForThisFile(): void {
	beforeAll(() => {
		jest.useFakeTimers({
			doNotFake: [
				...(['hrtime', 'nextTick', 'performance', 'queueMicrotask'] as const),
				...(['setImmediate', 'clearImmediate', 'setInterval', 'clearInterval'] as const),
				...(['setTimeout', 'clearTimeout'] as const),
			],
		});
	});
	afterAll(() => jest.useRealTimers());
}

/** Moves the clock of this process forward, by milliseconds. */
export const later = (milliseconds: number) => jest.setSystemTime(Date.now() + milliseconds);

export const HOUR = 3_600_000;
