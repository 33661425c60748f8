import { isChosen, isEventChosen, splitChoice, splitNames } from '../../../core/webhook/event';

it.each([
	['order.paid', ['order.paid'], true],
	['order.paid', ['order.refunded', 'invoice.created'], false],
	['order.paid', ['*'], true],
	['order.paid', ['order.*'], true],
	['order.paid', ['order'], true],
	['orders.paid', ['order'], false],
	['order', ['order.*'], true],
	['ramp.completed', ['RAMP'], true],
	['RAMP', ['ramp.completed'], false],
	['CUSTODIAL_ACCOUNT', ['ACCOUNT'], false],
	['anything', [], true],
	[null, ['order.paid'], true],
	[' order.paid ', ['order.paid'], true],
	['a.b', ['a.*.b'], false],
])('event %j with %j selected: %j', (name, chosen, expected) => {
	expect(isChosen(name, chosen)).toBe(expected);
});

it('splits typed names at commas and lines, and accepts arrays from expressions', () => {
	expect(splitNames(' order.paid, ,invoice.*\nservice.x,')).toEqual([
		'order.paid',
		'invoice.*',
		'service.x',
	]);
	expect(splitNames(['a ', ' b'])).toEqual(['a', 'b']);
	expect(splitNames(undefined)).toEqual([]);
	expect(splitNames('')).toEqual([]);
});

it.each<[string, string | undefined, string]>([
	['RAMP', undefined, 'RAMP'],
	['RAMP:COMPLETED', 'COMPLETED', 'RAMP'],
	[' RAMP : COMPLETED ', 'COMPLETED', 'RAMP'],
	['RAMP:', undefined, 'RAMP'],
	['RAMP:*', undefined, 'RAMP'],
	[':COMPLETED', 'COMPLETED', '*'],
	['a:b:c', 'c', 'a:b'],
])('splits %j into the status %j of %j', (choice, status, name) => {
	expect(splitChoice(choice)).toEqual({ name, status });
});

it.each<[string | null, string | null, string[], boolean]>([
	['RAMP', 'COMPLETED', ['RAMP:COMPLETED'], true],
	['ramp', 'completed', ['RAMP:COMPLETED'], true],
	['RAMP', ' COMPLETED ', ['ramp:completed'], true],
	['RAMP', 'CREATED', ['RAMP:COMPLETED'], false],
	['RAMP', 'CASH_IN_COMPLETED', ['RAMP:COMPLETED'], false],
	['RAMP', 'FAILED', ['RAMP:COMPLETED', 'RAMP:FAILED'], true],
	['RAMP', 'CREATED', ['RAMP:COMPLETED', 'RAMP'], true],
	['RAMP', null, ['RAMP:COMPLETED'], false],
	['RAMP', null, ['RAMP'], true],
	['RAMP', null, ['RAMP:*'], true],
	['USER', 'COMPLETED', ['RAMP:COMPLETED'], false],
	['PAYOUT', 'COMPLETED', ['*:COMPLETED'], true],
	['PAYOUT', 'FAILED', ['*:COMPLETED'], false],
	['PAYOUT', 'FAILED', ['*'], true],
	['ramp.completed', null, ['RAMP:COMPLETED'], true],
	['ramp.cash_in_completed', null, ['RAMP:CASH_IN_COMPLETED'], true],
	['ramp.cash_in_completed', null, ['RAMP:COMPLETED'], false],
	['ramp.failed', null, ['RAMP:COMPLETED'], false],
	['ramp.updated', 'COMPLETED', ['RAMP:COMPLETED'], true],
	['ramp.completed', null, ['*:COMPLETED'], true],
	['trampXcompleted', null, ['RAMP:COMPLETED'], false],
	['order.paid', null, ['order:paid'], true],
	['order.paid', null, ['order.*:paid'], true],
	['order.refunded', null, ['order:paid'], false],
	['order.updated', 'paid', ['order:paid'], true],
	['order:paid', null, ['order:paid'], true],
	['order:paid.late', null, ['order:paid'], true],
	[null, 'COMPLETED', ['RAMP:COMPLETED'], true],
	[null, 'FAILED', ['RAMP:COMPLETED'], false],
	[null, null, ['RAMP:COMPLETED'], false],
	[null, null, ['RAMP:COMPLETED', 'USER'], true],
	[null, null, [], true],
	['RAMP', null, [], true],
])('event %j with status %j and %j selected: %j', (eventType, status, chosen, expected) => {
	expect(isEventChosen({ eventType, status }, chosen)).toBe(expected);
});
