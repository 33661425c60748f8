import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { country, COUNTRY_CODES, countryName } from '../../../nodes/KillB/data/countries';
import { loadList } from '../../support/engine';
import { accountForm } from '../../support/killb/accountForms';
import { KillBSandbox } from '../../support/killb/killBSandbox';
import { COMPANY_FORM, PERSON_FORM } from '../../support/killb/people';

const sandbox = KillBSandbox.forEachTest();

const fromList = (value: string) => ({
	__rl: true,
	mode: 'list',
	value,
	cachedResultName: countryName(value),
});
const notChosen = { __rl: true, mode: 'list', value: '' };

async function sent(
	operation: 'user.create' | 'account.create',
	parameters: INodeParameters,
	json: IDataObject = {},
) {
	const { error } = await sandbox.run(operation, parameters, { items: [json] });
	expect(error).toBeUndefined();
	const path = operation === 'user.create' ? '/users' : '/accounts';
	return (sandbox.bodies('POST', path) as IDataObject[]).at(-1)?.data as IDataObject;
}

describe('a country', () => {
	it.each<[unknown, string]>([
		['MX', 'MX'],
		[fromList('MX'), 'MX'],
		[{ __rl: true, mode: 'code', value: 'mx' }, 'MX'],
		['={{ $json.country }}', 'MX'],
		[{ __rl: true, mode: 'code', value: '={{ $json.country }}' }, 'MX'],
		[{ __rl: true, mode: 'code', value: 'MEX' }, 'MEX'],
	])('given as %j is sent as its code', async (given, code) => {
		const form = { ...COMPANY_FORM, countryCode: given } as INodeParameters;
		const data = await sent('user.create', form, { country: ' MX ' });
		expect(data.address).toMatchObject({ countryCode: code });
	});

	it('that is optional is left out while none is chosen or its expression gives nothing', async () => {
		const personFields = { nationality: notChosen, citizenship: '={{ $json.none }}' };
		const data = await sent('user.create', { ...PERSON_FORM, personFields });
		expect(data).not.toHaveProperty('nationality');
		expect(data).not.toHaveProperty('citizenship');
	});

	it('of an account is preset, and another one can be chosen', async () => {
		expect(await sent('account.create', accountForm('CCI'))).toMatchObject({ countryCode: 'PE' });
		const form = { ...accountForm('CCI'), countryCodePe: fromList('CL') };
		expect(await sent('account.create', form)).toMatchObject({ countryCode: 'CL' });
	});

	it('that is not chosen counts as missing in a group', async () => {
		const changed = async (values: INodeParameters) => {
			const { error } = await sandbox.run('user.update', {
				userId: '4d23aa52-1b40-4584-a8ea-58aba6099c5c',
				userType: 'PERSON',
				personChanges: { address: { values }, occupation: 'Engineer' },
			});
			return error?.message;
		};
		const members = { street1: 'a', city: 'b', state: 'c', zipCode: 'd', countryCode: notChosen };
		expect(await changed(members)).toMatch(/^Changes › Address is incomplete: Country is missing/);
		await changed({ countryCode: notChosen });
		expect(sandbox.bodies('PATCH', /./)).toEqual([{ occupation: 'Engineer' }]);
	});
});

describe('the country picker', () => {
	const find = async (filter?: string) => {
		const { results } = await loadList({
			type: 'killB',
			method: 'searchCountries',
			credentials: sandbox.credentials(),
			...(filter === undefined ? {} : { filter }),
		});
		return results;
	};

	it('lists all countries by name, without a request', async () => {
		const results = await find();
		expect(results).toHaveLength(249);
		expect(results).toContainEqual({ name: 'Mexico (MX)', value: 'MX' });
		expect(results.filter(({ name, value }) => name.startsWith(`${String(value)} `))).toEqual([]);
		expect(new Set(COUNTRY_CODES).size).toBe(249);
		expect(sandbox.requests()).toEqual([]);
	});

	it.each([
		['mex', 'MX'],
		['México', 'MX'],
		['co', 'CO'],
		['Estados Unidos', 'US'],
		['turkiye', 'TR'],
	])('finds by %s first %s', async (filter, code) => {
		const [first] = await find(filter);
		expect(first?.value).toBe(code);
	});

	it('shows the name of a preset country', () => {
		const { property } = country({ displayName: 'Country' }, 'MX');
		expect(property.default).toEqual({
			mode: 'list',
			value: 'MX',
			cachedResultName: 'Mexico (MX)',
		});
	});
});
