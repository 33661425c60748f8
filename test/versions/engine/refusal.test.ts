import { NodeApiError } from 'n8n-workflow';
import { KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';
import { triggerHooks } from '../../support/engine';
import { INSTANCE } from '../../support/triggers/slots';

const isSupported = process.env['VERSIONS_SUPPORTED'] === '1';
const tooOld = 'This n8n is too old for this node';
const sandbox = KernelHostSandbox.forThisFile();

/**
 * What n8n throws for a failed request is this, around the error that says whether anything was
 * sent.
 */
it(`the errors of this n8n ${isSupported ? 'keep' : 'lose'} what caused them`, () => {
	const cause = new Error('socket hang up');
	const node = { id: '', name: '', type: '', typeVersion: 1, position: [0, 0] as [number, number] };
	const error = new NodeApiError({ ...node, parameters: {} }, cause as never);
	expect(error.cause).toBe(isSupported ? cause : undefined);
});

it(`the nodes ${isSupported ? 'run' : 'refuse to run, and send nothing'}`, async () => {
	const { error, items } = await sandbox.run('product.getAll', {});
	expect(error?.message).toBe(isSupported ? undefined : tooOld);
	expect(error?.description ?? '').toMatch(isSupported ? /^$/ : /^Update n8n to 2\.36 or newer\./);
	expect(items.length > 0).toBe(isSupported);
	expect(sandbox.state.journal.entries().length > 0).toBe(isSupported);
});

it(`the triggers ${isSupported ? 'can be published' : 'refuse to be published, and register nothing'}`, async () => {
	const hooks = await triggerHooks({
		type: 'kernelHostTrigger',
		credentials: sandbox.credentials(),
		instanceUrl: INSTANCE,
	});
	const published = await hooks.publish().then(
		() => undefined,
		(error: Error) => error.message,
	);
	expect(published).toEqual(isSupported ? undefined : expect.stringContaining(tooOld));
});
