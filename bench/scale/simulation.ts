import { quantileSorted, sum } from 'simple-statistics';
import { TokenBucket } from '../../core/rateLimiter';
import { KERNELHOST_LIMITS } from '../../nodes/KernelHost/limits';
import { limitsOf } from '../../nodes/shared/client/limits';
import { Agenda } from './agenda';
import { DOCUMENTED, SimulatedLimits } from './limits';
import { Line, type World } from './worker';

const MINUTE = 60_000;
/** The pace has settled by then; what happens before is not counted. */
const WARM_UP = 20 * MINUTE;
/** The fewer keys there are, the longer it takes to see as many orders. In milliseconds. */
const measuredFor = (keys: number) => (keys === 1 ? 60 : keys <= 20 ? 20 : 5) * MINUTE;

/** Several workers with the same keys. */
export interface Setting {
	workers: number;
	keys: number;
	/** IP addresses that the workers share evenly */
	addresses: number;
	/** orders a key and second, evenly random in time and over the workers; 'more' keeps every worker waiting for every key */
	offered: number | 'more';
	/** what the credential says in place of the documented limits, in its own fields */
	credential?: Readonly<Record<string, unknown>>;
}

export interface Outcome {
	/** orders accepted, as part of what the keys' limit allows */
	throughput: number;
	/** 429s as part of all requests */
	refused: number;
	/** orders given up, as part of all orders that ended */
	failed: number;
	/** Jain's index over the workers' accepted orders: 1 is all alike, 1 / workers is one worker alone */
	fairness: number;
	/** seconds from wanting to send to being accepted, at the median and at the 95th of a hundred */
	wait: { median: number; most: number };
}

/** Runs a setting in simulated time; the same setting always has the same outcome. */
export function simulate(setting: Setting): Outcome {
	const { workers, keys, addresses, offered, credential = {} } = setting;
	const measured = measuredFor(keys);
	const random = randomFrom(workers * 1000 + keys);
	const own = limitsOf(credential, KERNELHOST_LIMITS);
	const world: World = {
		agenda: new Agenda(),
		limits: new SimulatedLimits(keys, addresses),
		budget: own.budget,
		random,
	};
	const accepted = Array.from({ length: workers }, () => 0);
	const waits: number[] = [];
	let [refused, failed] = [0, 0];
	const begin = (line: Line, worker: number, now: number, next: (time: number) => void) =>
		line.order({
			askedAt: now,
			refused: (time) => (refused += time >= WARM_UP ? 1 : 0),
			end: (time, isAccepted) => {
				if (time >= WARM_UP && isAccepted) {
					accepted[worker]!++;
					waits.push((time - now) / 1000);
				} else if (time >= WARM_UP) failed++;
				next(time);
			},
		});
	for (let key = 0; key < keys; key++) {
		const lines = accepted.map(
			(_, worker) => new Line(world, new TokenBucket(own.rate), key, worker % addresses),
		);
		if (offered === 'more') {
			lines.forEach((line, worker) => {
				const again = (now: number): void => begin(line, worker, now, again);
				// Workers do not start all in the same moment.
				for (let lane = 0; lane < 2; lane++) world.agenda.plan(random() * MINUTE, again);
			});
		} else {
			const arrive = (now: number): void => {
				const worker = Math.floor(random() * workers);
				begin(lines[worker]!, worker, now, () => undefined);
				world.agenda.plan(now + (-Math.log(1 - random()) * 1000) / offered, arrive);
			};
			world.agenda.plan(0, arrive);
		}
	}
	world.agenda.run(WARM_UP + measured);
	const all = sum(accepted);
	waits.sort((a, b) => a - b);
	return {
		throughput: all / ((keys * DOCUMENTED.perKey * measured) / MINUTE),
		refused: refused / (all + refused),
		failed: failed / (all + failed),
		fairness: all ** 2 / (workers * sum(accepted.map((one) => one ** 2))),
		wait: { median: quantileSorted(waits, 0.5), most: quantileSorted(waits, 0.95) },
	};
}

/** Numbers between 0 and 1 that are always the same for a seed (a linear congruential generator, modulo 2^32). */
function randomFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}
