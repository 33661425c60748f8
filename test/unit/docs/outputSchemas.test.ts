import { operations } from '../../../scripts/operationList';
import { committedSchemas, outputSchemas, textOf } from '../../../scripts/outputSchemas';

it('the committed schemas are those of the operations ("npm run docs" writes them)', () => {
	const expected = Object.fromEntries(
		[...outputSchemas()].map(([name, schema]) => [name, textOf(schema)]),
	);
	expect(Object.fromEntries(committedSchemas())).toEqual(expected);
});

it('every KillB operation has one, except those whose answer KillB does not document', () => {
	const names = operations()
		.filter(({ node }) => node === 'killB')
		.map(({ resource, operation }) => `${resource}/${operation}`);
	const schemas = outputSchemas();
	expect(names.filter((name) => !schemas.has(name))).toEqual([
		'apiRequest/send',
		'auth/checkConnection',
		'ramp/getReceipt',
		'webhook/verifyDelivery',
	]);
});
