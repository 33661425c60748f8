import type { IDataObject } from 'n8n-workflow';
import { errorIn } from '../../support/engine';
import { byId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';
import { KillBSandbox } from '../../support/killb/killBSandbox';

const kernelHost = KernelHostSandbox.forThisFile();
const killB = KillBSandbox.forEachTest();

const ORDER = { productId: byId('42'), billingCycle: 'never', idempotencyMode: 'automatic' };
const CONTINUES = { onError: 'continueRegularOutput' } as const;

describe('an error about the input', () => {
	it('names the form’s field, and the reason, where KernelHost names its own', async () => {
		const { items } = await kernelHost.run('order.create', ORDER, { node: CONTINUES });
		const error = errorIn(items[0]?.json) ?? {};
		expect(error.message).toMatch(/^KernelHost rejected Billing Cycle: must be one of monthly/);
		expect(error.fields).toEqual([
			{ field: 'Billing Cycle', problem: expect.stringMatching(/^must be one of/) as string },
		]);
		expect(error.description).toMatch(/\nBilling Cycle: must be one of monthly/);
		expect(error.description).toMatch(/\nCode: validation_failed \(HTTP 400\)\nRequest ID: /);
	});

	it('names all invalid fields of an item at once', async () => {
		const { items } = await kernelHost.run(
			'order.create',
			{
				...ORDER,
				productId: byId('={{ $json.missing }}'),
				billingCycle: ' ',
				options: { additionalFields: '[1]' },
			},
			{ node: CONTINUES },
		);
		const error = errorIn(items[0]?.json) ?? {};
		expect(error.message).toBe(
			'3 fields need correcting: Product, Billing Cycle, Options › Additional Fields (JSON)',
		);
		expect(error).toMatchObject({ code: 'FIELD_INVALID' });
		expect((error.fields as IDataObject[]).map(({ field }) => field)).toEqual([
			'Product',
			'Billing Cycle',
			'Options › Additional Fields (JSON)',
		]);
		expect(String(error.description).split('\n')).toEqual([
			'Correct these fields, or the expressions that fill them. Nothing was sent.',
			expect.stringMatching(/^Product: is empty/),
			'Billing Cycle: is empty',
			expect.stringMatching(/^Options › Additional Fields \(JSON\): must be a JSON object/),
		]);
	});

	it('does not mention a field that an invalid one would show', async () => {
		const { error } = await kernelHost.run('order.create', {
			...ORDER,
			billingCycle: 'monthly',
			idempotencyMode: '={{ "sometimes" }}',
			businessReference: '={{ $json.missing }}',
		});
		expect(error?.message).toMatch(/^Protection Against Duplicates must be one of/);
	});

	it('names an ID by its label', async () => {
		const userId = { __rl: true, mode: 'id', value: '..' };
		const { error } = await killB.run('user.get', { userId });
		expect(error?.message).toMatch(/^User (ID )?is "\.\.", which is not a valid ID$/);
	});
});

describe('an error that ends a run', () => {
	it('is plain text with line breaks; only the editor’s template is HTML, without foreign tags', async () => {
		kernelHost.state.faults.add([
			{ service: 'kernelhost', status: 400, body: '{"title":"<b>no</b> & never"}' },
		]);
		const { error } = await kernelHost.run('order.create', { ...ORDER, billingCycle: 'monthly' });
		expect(error?.description).toMatch(
			/\nKernelHost said: “<b>no<\/b> & never”\nHTTP 400\nRequest ID: \w+\nMore about this error: https:\S+$/,
		);
		expect(error?.description).not.toMatch(/<a |<br>|&lt;/);
		const template = (error as unknown as { context: IDataObject }).context.descriptionTemplate;
		expect(template).toMatch(
			/<br>KernelHost said: “&lt;b>no&lt;\/b> &amp; never”<br>HTTP 400<br>Request ID: \w+<br><a href="https:\S+" target="_blank">More about this error<\/a>$/,
		);
	});
});
