import * as fc from 'fast-check';
import type { Registration } from '../../../core/webhook/slot';
import {
	chainOf,
	heldBefore,
	isSameTrigger,
	leavingOf,
	memoryIn,
	plainAddress,
	strangerIn,
	withMemory,
} from '../../../core/webhook/slot';

const NODE = '5f0c1c52-0000-4000-8000-00000000000a';
const LIVE = `https://n8n.example/webhook/${NODE}/webhook`;
const TEST = `https://n8n.example/webhook-test/${NODE}/webhook`;
const OTHER = 'https://n8n.example/webhook/9a9a/webhook';
const FOREIGN = 'https://shop.example/hooks?x=1&gives=2';
const at = (url: string): Registration => ({ url });
const leaving = (url: string, address: string) => leavingOf(chainOf(at(url)), address);

describe('the slot of a service', () => {
	it.each([
		[LIVE, TEST, true],
		[LIVE, LIVE, true],
		['https://n8n.example/sub/webhook/' + NODE + '/webhook', LIVE, true],
		[LIVE, OTHER, false],
		[LIVE, LIVE.replace('n8n.example', 'staging.example'), false],
		[LIVE, LIVE.replace('https', 'http'), false],
		[LIVE, FOREIGN, false],
		[LIVE, 'not a URL', false],
		['https://n8n.example/webhook', 'https://n8n.example/webhook', false],
	])('%s and %s are of one trigger: %s', (a, b, same) => {
		expect(isSameTrigger(a, b)).toBe(same);
	});

	it('remembers what a test takes the place of, whatever that is', () => {
		const urls = fc.webUrl({ withQueryParameters: true, withFragments: true });
		fc.assert(
			fc.property(urls, fc.array(fc.string()), fc.boolean(), (url, events, active) => {
				const former = { url, events, active };
				const address = withMemory(TEST, former);
				expect(memoryIn(address)).toEqual(former);
				expect(plainAddress(address)).toBe(TEST);
			}),
		);
	});

	it.each(['{', '[]', '1', '{"url":1}', '{"url":"javascript:alert(1)"}', ''])(
		'takes %j in an address for no memory',
		(text) => {
			expect(memoryIn(`${TEST}?gives-back=${encodeURIComponent(text)}`)).toBeUndefined();
		},
	);

	it('gives back what was there when a test ends', () => {
		const during = withMemory(TEST, at(FOREIGN));
		expect(leaving(during, TEST)).toEqual({ kind: 'giveBack', former: at(FOREIGN) });
		expect(leaving(withMemory(TEST, at(LIVE)), TEST)).toEqual({
			kind: 'giveBack',
			former: at(LIVE),
		});
		expect(leaving(withMemory(TEST, undefined), TEST)).toEqual({ kind: 'clear' });
	});

	it('gives back what the first of several tests took, which were never ended', () => {
		const first = withMemory(TEST, at(LIVE));
		const chain = chainOf(at(withMemory(TEST, at(first))));
		expect(heldBefore(chain, TEST)).toEqual(at(LIVE));
		expect(leavingOf(chain, TEST)).toEqual({ kind: 'giveBack', former: at(LIVE) });
	});

	it('leaves alone what somebody else put there meanwhile', () => {
		expect(leaving(FOREIGN, TEST)).toEqual({ kind: 'keep' });
		expect(leaving(OTHER, LIVE)).toEqual({ kind: 'keep' });
		expect(leavingOf([], LIVE)).toEqual({ kind: 'keep' });
	});

	it('leaves the production address when a test ends during which the workflow was published', () => {
		expect(leaving(LIVE, TEST)).toEqual({ kind: 'keep' });
	});

	it('leaves neither address when the workflow is un-published, and gives a stranger back', () => {
		expect(leaving(LIVE, LIVE)).toEqual({ kind: 'clear' });
		expect(leaving(withMemory(TEST, at(LIVE)), LIVE)).toEqual({ kind: 'clear' });
		expect(leaving(withMemory(TEST, at(FOREIGN)), LIVE)).toEqual({
			kind: 'giveBack',
			former: at(FOREIGN),
		});
	});

	it('sees a stranger behind a test of its own', () => {
		expect(strangerIn(chainOf(at(withMemory(TEST, at(OTHER)))), LIVE)).toEqual(at(OTHER));
		expect(strangerIn(chainOf(at(withMemory(TEST, at(LIVE)))), LIVE)).toBeUndefined();
	});

	it('follows memories to an end, however deep somebody nests them', () => {
		let url = FOREIGN;
		for (let depth = 0; depth < 30; depth++) url = withMemory(TEST, at(url)).slice(0, 60_000);
		expect(chainOf(at(url)).length).toBeLessThanOrEqual(8);
	});
});

describe('an address', () => {
	it('belongs to the same trigger with slashes too many', () => {
		expect(isSameTrigger(`${LIVE}/`, LIVE.replace('/webhook/', '//webhook//'))).toBe(true);
	});

	it('carries what it remembers under a name of its own, also when that is nothing', () => {
		expect(withMemory(TEST, undefined)).toBe(`${TEST}?gives-back=`);
		const memory = encodeURIComponent('{"url":"https://h/x"}');
		expect(withMemory(TEST, at('https://h/x'))).toBe(`${TEST}?gives-back=${memory}`);
	});

	it.each(['not a URL', 'HTTPS://N8N.example/a b?c=d e'])(
		'without a memory stays as it was written: %s',
		(address) => {
			expect(plainAddress(address)).toBe(address);
			expect(memoryIn(address)).toBeUndefined();
		},
	);

	it.each([
		...['', '{', 'null', '"https://h/x"', '7', '{}', '{"url":7}', '{"url":["https://h/x"]}'],
		...['{"url":"xhttps://h/x"}', '{"url":"https://"}', '{"url":"ftp://h/x"}'],
	])('remembers nothing where somebody else wrote %s', (text) => {
		expect(memoryIn(`${TEST}?gives-back=${encodeURIComponent(text)}`)).toBeUndefined();
	});

	it('remembers of a registration what has the right form', () => {
		const memory = (former: object) =>
			memoryIn(`${TEST}?gives-back=${encodeURIComponent(JSON.stringify(former))}`);
		const url = 'HTTPS://h/x';
		expect(memory({ url, events: [1, 'a'], active: false, else: 1 })).toStrictEqual({
			...{ url, events: ['1', 'a'], active: false },
		});
		expect(memory({ url, events: 'a', active: 'yes' })).toStrictEqual({ url });
	});
});
