import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { moments } from '../../../bench/webhooks/arrivals';
import { findings, type Goal } from '../../../bench/webhooks/comparison';
import { deliveries, KERNELHOST_SIGNATURE_HEADER } from '../../../bench/webhooks/delivery';
import { expectAll, send } from '../../../bench/webhooks/load';
import { verifyKernelHostDelivery } from '../../../core/webhook/kernelhostDelivery';
import { verifyKillBSignature } from '../../../core/webhook/killbSignature';

const SECRET = 'whsec_of_the_benchmarks';
const secrets = [{ label: 'current', value: SECRET }] as const;

describe('the benchmark deliveries', () => {
	it.each(['killb', 'kernelhost'] as const)('of %s are all different', (sender) => {
		const made = deliveries(sender, 50, SECRET);
		expect(new Set(made.map(({ id }) => id)).size).toBe(50);
		expect(new Set(made.map(({ headers }) => JSON.stringify(headers))).size).toBe(50);
	});

	it('of KillB verify with their own secret only', () => {
		const [made] = deliveries('killb', 1, SECRET);
		const header = made?.headers['x-signature-sha256'];
		const verdict = (value: string) =>
			verifyKillBSignature({
				body: made?.body as Buffer,
				header,
				scheme: 'hmac',
				secrets: [{ label: 'current', value }],
			});
		expect(verdict(SECRET).ok).toBe(true);
		expect(verdict('another')).toEqual({ ok: false, reason: 'signature_mismatch' });
	});

	it('of KernelHost verify at the time they were made', () => {
		const [made] = deliveries('kernelhost', 1, SECRET);
		const { verdict, header } = verifyKernelHostDelivery({
			body: made?.body as Buffer,
			headers: made?.headers ?? {},
			headerName: '',
			secrets,
			now: Math.floor(Date.now() / 1000),
		});
		expect(verdict.ok).toBe(true);
		expect(header).toBe(KERNELHOST_SIGNATURE_HEADER);
	});
});

describe('sending them', () => {
	let server: Server;
	let received: string[];
	beforeEach(async () => {
		received = [];
		server = createServer((request, response) => {
			let body = '';
			request.on('data', (part: Buffer) => (body += part.toString()));
			request.on('end', () => {
				received.push((JSON.parse(body) as { id: string }).id);
				response.writeHead(received.length === 3 ? 503 : 200).end();
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterEach(() => server.close());

	it('sends each once and returns the responses', async () => {
		const made = deliveries('killb', 20, SECRET);
		const { port } = server.address() as AddressInfo;
		const answers = await send(`http://127.0.0.1:${port}`, made, { connections: 4 });
		expect([...received].sort()).toEqual(made.map(({ id }) => id).sort());
		expect(answers.statuses).toEqual({ 200: 19, 503: 1 });
		expect(answers.latencies).toHaveLength(20);
		expect(() => expectAll(answers, 200)).toThrow('Not all answers were 200');
	});
});

describe('a comparison of series', () => {
	it('is the median of the ratios within the rounds', () => {
		const series = [
			{ name: 'lazy: ours', samples: [10, 30, 20] },
			{ name: 'lazy: theirs', samples: [5, 10, 20] },
			{ name: 'lazy: ceiling', samples: [20, 40, 80] },
			{ name: 'default: ours', samples: [1, 1, 1] },
		];
		const goals: Goal[] = [
			['lazy', 'ours', 'theirs', 1.5],
			['lazy', 'ours', 'ceiling', 0.95],
		];
		const against = 'Rate, lazy: ours against';
		expect(findings('Rate', series, goals, 'ceiling')).toEqual([
			{ bench: `${against} theirs`, value: 2, goal: '≥ 1.5 ×', met: true, atBest: 4 },
			{ bench: `${against} ceiling`, value: 0.5, goal: '≥ 0.95 ×', met: false },
		]);
	});
});

describe('the arrivals of a flood', () => {
	it('are evenly spaced, none at the start', () => {
		expect(moments('even', 4, 2)).toEqual([250, 750, 1250, 1750]);
	});

	it('are six at the same moment in bursts', () => {
		expect(moments('bursts', 8, 6)).toEqual([0, 0, 0, 0, 0, 0, 1000, 1000]);
	});

	it('have the mean rate as a Poisson process', () => {
		const numbers = Array.from({ length: 999 }, (_, index) => (index + 0.5) / 999);
		const at = moments('Poisson', 999, 10, () => numbers.pop() as number);
		expect(at.at(-1)).toBeGreaterThan(98_000);
		expect(at.at(-1)).toBeLessThan(102_000);
		expect(at).toEqual([...at].sort((a, b) => a - b));
	});
});
