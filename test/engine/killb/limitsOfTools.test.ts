import { type IDataObject, type INode, type INodeParameters, NodeHelpers } from 'n8n-workflow';
import { SEEDED_ACCOUNT_ID, SEEDED_PREFUND_ID, SEEDED_SAVINGS_ID } from '../../../sandbox';
import { callTool, installedPackages, N8N } from '../../support/engine';
import { ACCOUNT_FORMS, PERSON_HOLDER } from '../../support/killb/accountForms';
import { byId, KillBSandbox } from '../../support/killb/killBSandbox';
import { INPUTS } from '../../support/killb/operationInputs';

const sandbox = KillBSandbox.forEachTest();

const fromAgent = (name: string) => `={{ $fromAI('${name}', '', 'string') }}`;

const WITHDRAW = {
	resource: 'savings',
	operation: 'withdraw',
	savingsAccountId: SEEDED_SAVINGS_ID,
	comment: 'Monthly withdrawal',
	externalAccountId: byId(SEEDED_ACCOUNT_ID),
	amount: fromAgent('amount'),
};

const PAYOUT: INodeParameters = {
	resource: 'payout',
	operation: 'create',
	preFundAccountId: byId(SEEDED_PREFUND_ID),
	amount: fromAgent('amount'),
	beneficiaryType: 'BANK',
	...PERSON_HOLDER,
	...ACCOUNT_FORMS.PSE?.form,
	externalIdMode: 'automatic',
};

const RAMP: INodeParameters = {
	...INPUTS['ramp.quoteAndCreate'],
	resource: 'ramp',
	operation: 'quoteAndCreate',
};

async function ask(parameters: INodeParameters, given: IDataObject) {
	return await callTool({
		type: 'killB',
		parameters,
		arguments: given,
		credentials: sandbox.credentials(),
	});
}

describe('a limit of a tool', () => {
	it.each<[string, INodeParameters]>([
		['a payout', { ...PAYOUT, maximumAmount: fromAgent('maximum') }],
		['a withdrawal', { ...WITHDRAW, options: { maximumAmount: fromAgent('maximum') } }],
		['what a ramp sends', { ...RAMP, maximumSent: fromAgent('maximum') }],
		['what a ramp receives', { ...RAMP, minimumReceived: fromAgent('maximum') }],
	])('cannot be set by the model: %s', async (_, parameters) => {
		const given = { amount: '100', maximum: '1000000' };
		await expect(ask(parameters, given)).rejects.toMatchObject({
			message: expect.stringMatching(
				N8N.passesFromAi
					? /does not accept an expression or a value from an AI agent/
					: / must be a number with a decimal point/,
			),
		});
		expect(sandbox.ownRequests()).toEqual([]);
	});

	it('takes no other expression either, which most versions of n8n give as text', async () => {
		const parameters = { ...PAYOUT, maximumAmount: '={{ 1000000 }}' };
		await expect(ask(parameters, { amount: '100' })).rejects.toMatchObject({
			message: expect.stringMatching(
				N8N.passesExpressions
					? /^Maximum Amount does not accept an expression/
					: /^Maximum Amount must be a number with a decimal point/,
			),
		});
		expect(sandbox.ownRequests()).toEqual([]);
	});

	it('holds for the amount that the model chooses', async () => {
		const parameters = { ...WITHDRAW, options: { maximumAmount: '100' } };
		await expect(ask(parameters, { amount: '100.01' })).rejects.toMatchObject({
			message: expect.stringMatching(/^Amount is 100\.01, more than the Maximum Amount of 100/),
		});
		expect(sandbox.ownRequests()).toEqual([]);
	});

	// n8n's editor offers "Let the model define" for every input that takes expressions.
	it.each([
		['killBTool', true],
		['killB', undefined],
	])('takes expressions in the form of %s: not %s', async (type, isFixed) => {
		const description = (await installedPackages()).description(type);
		const shown = (parameters: INodeParameters, root: INodeParameters = parameters) => {
			const node = { parameters: root, typeVersion: 1 } as unknown as INode;
			return (inputs: typeof description.properties) =>
				inputs.filter((input) =>
					NodeHelpers.displayParameter(parameters, input, node, description, root),
				);
		};
		const payout = shown(PAYOUT)(description.properties);
		const [maximum, ...others] = payout.filter(({ name }) => name === 'maximumAmount');
		expect([maximum?.noDataExpression, others]).toEqual([isFixed, []]);

		const options = shown(WITHDRAW)(description.properties).find(({ name }) => name === 'options');
		const members = shown({}, WITHDRAW)((options?.options ?? []) as typeof description.properties);
		const [member, ...rest] = members.filter(({ name }) => name === 'maximumAmount');
		expect([member?.noDataExpression, rest]).toEqual([isFixed, []]);
	});
});
