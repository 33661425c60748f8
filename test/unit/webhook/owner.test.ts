import * as fc from 'fast-check';
import {
	isOwn,
	ownerIn,
	ownerKey,
	type Trigger,
	triggerId,
	withOwner,
	withoutOwner,
} from '../../../core/webhook/owner';
import { withPrevious } from '../../../core/webhook/subscription';

const NODE = '5f0c1c52-0000-4000-8000-00000000000a';
const LIVE = `https://n8n.example/webhook/${NODE}/webhook`;
const TEST = `https://n8n.example/webhook-test/${NODE}/webhook`;
const OTHER = 'https://n8n.example/webhook/9a9a/webhook';

const TRIGGER: Trigger = {
	address: LIVE,
	trigger: triggerId('workflow', 'node'),
	workflow: 'Orders',
	pathLength: 2,
	key: ownerKey('this n8n'),
};
const trigger = (change: Partial<Trigger> = {}): Trigger => ({ ...TRIGGER, ...change });

describe('the owner of a registered URL', () => {
	it('is read back by the n8n that wrote it, with the first 60 characters of any name', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.webUrl(), (workflow, address) => {
				const url = withOwner(trigger({ workflow, address }));
				expect(ownerIn(url, TRIGGER.key)).toEqual({
					trigger: TRIGGER.trigger,
					workflow: [...workflow].slice(0, 60).join(''),
				});
			}),
		);
	});

	it('can’t be read by another n8n, nor by the service', () => {
		const url = withOwner(trigger({ workflow: 'Customers of Acme' }));
		expect(ownerIn(url, ownerKey('another n8n'))).toBeUndefined();
		const sealed = Buffer.from(String(new URL(url).searchParams.get('from')), 'base64url');
		expect(sealed.toString('latin1')).not.toContain('Acme');
	});

	it.each([
		'not a URL',
		LIVE,
		`${LIVE}?from=shop`,
		`${LIVE}?from=`,
		`${LIVE}?from=${'A'.repeat(99)}`,
	])('is unknown at %s', (address) => {
		expect(ownerIn(address, TRIGGER.key)).toBeUndefined();
	});

	it('leaves the rest of the URL as it is', () => {
		expect(withoutOwner(withOwner(TRIGGER))).toBe(LIVE);
		expect(withoutOwner('HTTPS://N8N.example/a b?c=d e')).toBe('HTTPS://N8N.example/a b?c=d e');
		expect(withoutOwner(`${LIVE}?x=1`)).toBe(`${LIVE}?x=1`);
	});
});

describe('a registration is the trigger’s own', () => {
	const elsewhere = 'https://hooks.example/n8n/webhook/new-path/webhook';

	it.each([
		['at another host and path', { address: elsewhere }],
		['under another name of the workflow', { workflow: 'Renamed' }],
		['in a test', { address: TEST }],
	])('%s', (_, change) => {
		const url = withOwner(trigger(change));
		expect(isOwn(url, TRIGGER)).toBe(true);
		expect(isOwn(withPrevious(url, { url: OTHER }, TRIGGER.key), TRIGGER)).toBe(true);
	});

	it.each([
		['its production URL without an owner', LIVE],
		['its test URL without an owner', TEST],
		['with extra slashes', LIVE.replace('/webhook/', '//webhook//')],
	])('if it is %s', (_, url) => {
		expect(isOwn(url, TRIGGER)).toBe(true);
		expect(isOwn(url, trigger({ address: TEST }))).toBe(true);
	});
});

describe('a registration is another’s', () => {
	it.each([
		[
			'a copy of the node in another workflow',
			withOwner(trigger({ trigger: triggerId('copy', 'node') })),
		],
		['a second node of the workflow', withOwner(trigger({ trigger: triggerId('workflow', 'b') }))],
		['another path', OTHER],
		['another host', LIVE.replace('n8n.example', 'staging.example')],
		['another protocol', LIVE.replace('https', 'http')],
		['another n8n below another path', LIVE.replace('/webhook/', '/staging/webhook/')],
		['another system', 'https://shop.example/hooks?x=1'],
		['no URL', 'not a URL'],
	])('if it is of %s', (_, url) => {
		expect(isOwn(url, TRIGGER)).toBe(false);
	});

	it('if a copy of the workflow in another n8n wrote it', () => {
		const copy = withOwner(
			trigger({ address: LIVE.replace('n8n.', 'staging.'), key: ownerKey('staging') }),
		);
		expect(isOwn(copy, TRIGGER)).toBe(false);
	});

	it('if both nodes have no webhook ID and only the workflow differs', () => {
		const address = 'https://n8n.example/webhook/w1/killb%20trigger/webhook';
		const other = address.replace('w1', 'w2');
		expect(isOwn(other, trigger({ address, pathLength: 3 }))).toBe(false);
		expect(
			isOwn(address.replace('/webhook/', '/webhook-test/'), trigger({ address, pathLength: 3 })),
		).toBe(true);
	});

	it('if two n8n share a host and differ in their path only', () => {
		const of = (path: string) => `https://n8n.example/${path}/webhook/${NODE}/webhook`;
		expect(isOwn(of('staging'), trigger({ address: of('prod') }))).toBe(false);
	});
});
