import * as fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import {
	subscriptionsIn as chainOfAll,
	endsAtForeign,
	carriesPrevious,
	replacedBy,
	leavingOf,
	plainAddress,
	type Registration,
	foreignIn,
} from '../../../core/webhook/subscription';
import * as memories from '../../../core/webhook/subscription';
import { isOwn, ownerKey, type Trigger } from '../../../core/webhook/owner';

const NODE = '5f0c1c52-0000-4000-8000-00000000000a';
const LIVE = `https://n8n.example/webhook/${NODE}/webhook`;
const TEST = `https://n8n.example/webhook-test/${NODE}/webhook`;
const OTHER = 'https://n8n.example/webhook/9a9a/webhook';
const FOREIGN = 'https://shop.example/hooks?x=1&gives=2';
const KEY = randomBytes(32);
/** The trigger as it looks at registrations from its production or its test URL. */
const by = (address: string): Trigger => ({
	address,
	trigger: 'a-node',
	workflow: 'Orders',
	pathLength: 2,
	key: ownerKey('this n8n'),
});
const at = (url: string): Registration => ({ url });
const withPrevious = (address: string, former: Registration | undefined) =>
	memories.withPrevious(address, former, KEY);
const previousIn = (address: string) => memories.previousIn(address, KEY);
const chainOf = (registered: Registration | undefined) => chainOfAll(registered, KEY);
const leaving = (url: string, address: string) => leavingOf(chainOf(at(url)), by(address));

describe('managing the subscription', () => {
	it('remembers any subscription that a test replaces', () => {
		const urls = fc.webUrl({ withQueryParameters: true, withFragments: true });
		fc.assert(
			fc.property(urls, fc.array(fc.string()), fc.boolean(), (url, events, active) => {
				const former = { url, events, active };
				const address = withPrevious(TEST, former);
				expect(previousIn(address)).toEqual({ former });
				expect(plainAddress(address)).toBe(TEST);
			}),
		);
	});

	it('restores the previous one when a test ends', () => {
		const during = withPrevious(TEST, at(FOREIGN));
		expect(leaving(during, TEST)).toEqual({ kind: 'giveBack', former: at(FOREIGN) });
		expect(leaving(withPrevious(TEST, at(LIVE)), TEST)).toEqual({
			kind: 'giveBack',
			former: at(LIVE),
		});
		expect(leaving(withPrevious(TEST, undefined), TEST)).toEqual({ kind: 'clear' });
	});

	it('restores what the first of several unfinished tests replaced', () => {
		const first = withPrevious(TEST, at(LIVE));
		const chain = chainOf(at(withPrevious(TEST, at(first))));
		expect(replacedBy(chain, by(TEST))).toEqual(at(LIVE));
		expect(leavingOf(chain, by(TEST))).toEqual({ kind: 'giveBack', former: at(LIVE) });
	});

	it('leaves it alone if another system changed it meanwhile', () => {
		expect(leaving(FOREIGN, TEST)).toEqual({ kind: 'keep' });
		expect(leaving(OTHER, LIVE)).toEqual({ kind: 'keep' });
		expect(leavingOf([], by(LIVE))).toEqual({ kind: 'keep' });
	});

	it('keeps the production URL if the workflow was published during a test', () => {
		expect(leaving(LIVE, TEST)).toEqual({ kind: 'keep' });
	});

	it('keeps neither URL when the workflow is unpublished, and restores a foreign one', () => {
		expect(leaving(LIVE, LIVE)).toEqual({ kind: 'clear' });
		expect(leaving(withPrevious(TEST, at(LIVE)), LIVE)).toEqual({ kind: 'clear' });
		expect(leaving(withPrevious(TEST, at(FOREIGN)), LIVE)).toEqual({
			kind: 'giveBack',
			former: at(FOREIGN),
		});
	});

	it('detects a foreign subscription behind its own test', () => {
		expect(foreignIn(chainOf(at(withPrevious(TEST, at(OTHER)))), by(LIVE))).toEqual(at(OTHER));
		expect(foreignIn(chainOf(at(withPrevious(TEST, at(LIVE)))), by(LIVE))).toBeUndefined();
	});

	it('follows previous subscriptions to an end, however deeply nested', () => {
		let url = FOREIGN;
		for (let depth = 0; depth < 12; depth++) url = withPrevious(TEST, at(url));
		expect(chainOf(at(url)).length).toBe(8);
	});
});

describe('a webhook URL', () => {
	it.each(['not a URL', 'HTTPS://N8N.example/a b?c=d e'])(
		'without a previous subscription stays as written: %s',
		(address) => {
			expect(plainAddress(address)).toBe(address);
			expect(previousIn(address)).toBeUndefined();
		},
	);
});

describe('a stored previous subscription', () => {
	it('reveals nothing of its content and looks different each time', () => {
		const token = 'token-in-the-address';
		const [one, two] = [0, 1].map(() => withPrevious(TEST, at(`https://h/x?${token}`)));
		expect(one).not.toBe(two);
		expect(
			Buffer.from(String(one?.split('gives-back=')[1]), 'base64url').toString('latin1'),
		).not.toContain(token);
	});

	it('exists even if nothing was replaced', () => {
		const address = withPrevious(TEST, undefined);
		expect(carriesPrevious(address)).toBe(true);
		expect(previousIn(address)).toEqual({ former: undefined });
	});

	it('opens with the key that sealed it, and with no other', () => {
		const address = withPrevious(TEST, at(FOREIGN));
		expect(memories.previousIn(address, randomBytes(32))).toBeUndefined();
		expect(memories.previousIn(address, undefined)).toBeUndefined();
	});

	it('opens at its own URL, and at no other', () => {
		const [, memory] = withPrevious(TEST, at(FOREIGN)).split('?');
		for (const address of [LIVE, OTHER, `${TEST}?x=1`, TEST.replace('n8n.', 'other.')]) {
			expect(previousIn(`${address}${address.includes('?') ? '&' : '?'}${memory}`)).toBeUndefined();
		}
	});

	it('does not open after a single bit was changed', () => {
		const url = new URL(withPrevious(TEST, at(FOREIGN)));
		const sealed = Buffer.from(url.searchParams.get('gives-back') ?? '', 'base64url');
		for (let bit = 0; bit < sealed.length * 8; bit++) {
			const changed = Buffer.from(sealed);
			changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << bit % 8);
			url.searchParams.set('gives-back', changed.toString('base64url'));
			expect(previousIn(url.toString())).toBeUndefined();
		}
	});

	/** What an attacker with write access to the subscription can put there. */
	const planted = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.base64String({ maxLength: 400 }),
		fc.json(),
		fc.webUrl().map((url) => JSON.stringify({ url, events: ['RAMP'], active: true })),
		fc.constantFrom('', '{', 'null', '{"url":"http://169.254.169.254/latest"}', '__proto__'),
	);

	it('is ignored and recognised as foreign if another system wrote it, whatever it contains', () => {
		fc.assert(
			fc.property(planted, fc.constantFrom(TEST, LIVE, OTHER, FOREIGN), (text, address) => {
				const url = new URL(address);
				url.searchParams.set('gives-back', text);
				const chain = chainOf(at(url.toString()));
				expect(chain).toEqual([at(url.toString())]);
				expect(endsAtForeign(chain, KEY)).toBe(true);
				for (const own of [TEST, LIVE]) {
					const leaving = leavingOf(chain, by(own));
					expect(leaving.kind).not.toBe('giveBack');
				}
				expect(replacedBy(chain, by(TEST))).toEqual(
					isOwn(address, by(TEST)) ? undefined : at(url.toString()),
				);
			}),
			{ numRuns: 2000 },
		);
	});

	it('is not taken for a foreign one if it is our own', () => {
		for (const former of [undefined, at(FOREIGN), at(withPrevious(TEST, at(LIVE)))]) {
			expect(endsAtForeign(chainOf(at(withPrevious(TEST, former))), KEY)).toBe(false);
		}
		expect(endsAtForeign([], KEY)).toBe(false);
		expect(endsAtForeign(chainOf(at(LIVE)), KEY)).toBe(false);
	});
});
