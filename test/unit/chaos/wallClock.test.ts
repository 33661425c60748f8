import {
	stopMovingClocks,
	makeClocksMovable,
	SteppedClock,
	withClock,
} from '../../chaos/clock/wallClock';

const HOUR = 3_600_000;
const RealDate = Date;
const near = (time: number, expected: number) => Math.abs(time - expected) < HOUR / 2;

beforeAll(makeClocksMovable);
afterAll(() => {
	stopMovingClocks();
	globalThis.Date = RealDate;
});

describe('a run’s own clock', () => {
	it('changes Date for everything the run awaits, and for nothing else', async () => {
		const clock = new SteppedClock();
		const real = RealDate.now();
		await withClock(clock, async () => {
			expect(near(Date.now(), real)).toBe(true);
			clock.step(HOUR);
			await new Promise((resolve) => setTimeout(resolve, 1));
			expect(near(Date.now(), real + HOUR)).toBe(true);
			expect(near(new Date().getTime(), real + HOUR)).toBe(true);
		});
		expect(near(Date.now(), real)).toBe(true);
	});

	it('lets two concurrent runs have different times', async () => {
		const real = RealDate.now();
		const timeAfter = async (step: number) => {
			const clock = new SteppedClock();
			return await withClock(clock, async () => {
				clock.step(step);
				await new Promise((resolve) => setTimeout(resolve, 5));
				return Date.now();
			});
		};
		const [ahead = 0, behind = 0] = await Promise.all([timeAfter(HOUR), timeAfter(-HOUR)]);
		expect([near(ahead, real + HOUR), near(behind, real - HOUR)]).toEqual([true, true]);
	});

	it('leaves a given time and the rest of Date alone', () => {
		expect(new Date(0).toISOString()).toBe('1970-01-01T00:00:00.000Z');
		expect(Date.UTC(2026, 0, 1)).toBe(1_767_225_600_000);
		expect(new Date() instanceof Date).toBe(true);
	});
});
