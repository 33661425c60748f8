import { errorIn } from '../../support/engine';
import type { IDataObject } from 'n8n-workflow';
import { byId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';
import { KillBSandbox } from '../../support/killb/killBSandbox';

const kernelHost = KernelHostSandbox.forThisFile();
const killB = KillBSandbox.forEachTest();

const ORDER = { productId: byId('42'), billingCycle: 'monthly', idempotencyMode: 'automatic' };
const CONTINUES = { onError: 'continueRegularOutput' } as const;
const ONCE = { maximumAttempts: 1 };

/** Returns the details that a failed order leaves for the workflow. */
async function detailsOfOrder(change: IDataObject = {}, parameters: IDataObject = {}) {
	const { items } = await kernelHost.run(
		'order.create',
		{ ...ORDER, ...parameters },
		{ node: CONTINUES, credentials: kernelHost.credentials({ ...ONCE, ...change }) },
	);
	return errorIn(items[0]?.json) as IDataObject;
}

describe('a failed item', () => {
	it.each([
		['FIELD_INVALID', {}, { billingCycle: ' ' }],
		['CREDENTIAL_INVALID', { keyId: 'nonsense' }, {}],
		['CREDENTIAL_INVALID', { apiRoot: 'http://kernelhost.example' }, {}],
		['CREDENTIAL_INVALID', { vendorOverrides: '{' }, {}],
		['UNREACHABLE', { apiRoot: 'http://127.0.0.1:9' }, {}],
		['KH_VALIDATION_FAILED', {}, { productId: byId('999999') }],
		['KH_SIGNATURE_MISMATCH', { secret: 'another' }, {}],
	])('has the code %s in its details', async (code, change, parameters) => {
		await expect(detailsOfOrder(change, parameters)).resolves.toMatchObject({ code });
	});

	it('has the code of an unknown outcome, and of its cause', async () => {
		kernelHost.state.faults.add([{ service: 'kernelhost', kind: 'lostAnswer', method: 'POST' }]);
		const details = await detailsOfOrder();
		expect(details).toMatchObject({ code: 'OUTCOME_UNKNOWN', cause: 'CONNECTION_BROKEN' });
		expect(details.help).toMatch(/#outcome_unknown$/);
	});

	it('has the vendor’s status as its code where the vendor gives no name', async () => {
		kernelHost.state.faults.add([{ service: 'kernelhost', status: 425, body: '{}' }]);
		await expect(detailsOfOrder()).resolves.toMatchObject({
			code: 'OUTCOME_UNKNOWN',
			cause: 'KH_HTTP_425',
		});
	});

	it.each([
		['ID_INVALID', {}, { userId: { __rl: true, mode: 'id', value: '..' } }],
		['CREDENTIAL_INVALID', { email: 'no e-mail' }, {}],
		['KILLB_LOGIN_REJECTED', { password: 'wrong' }, {}],
	])('has the code %s in its details at KillB', async (code, change, parameters) => {
		const { items } = await killB.run(
			'user.get',
			{ userId: { __rl: true, mode: 'id', value: 'u-1' }, ...parameters },
			{ node: CONTINUES, credentials: killB.credentials({ ...ONCE, ...change }) },
		);
		expect(errorIn(items[0]?.json)).toMatchObject({ code });
	});
});
