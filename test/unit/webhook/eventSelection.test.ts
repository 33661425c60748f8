import { isChosen, splitNames } from '../../../core/webhook/event';

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
