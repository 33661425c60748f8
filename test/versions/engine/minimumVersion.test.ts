import { NodeApiError } from 'n8n-workflow';
import { KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';
import { triggerHooks } from '../../support/engine';
import { INSTANCE } from '../../support/triggers/slots';

const isSupported = process.env['VERSIONS_SUPPORTED'] === '1';
const tooOld = 'This n8n is too old for this node';
const sandbox = KernelHostSandbox.forThisFile();

/** n8n throws this for a failed request; it wraps the error that says whether anything was sent. */
it(`errors of this version ${isSupported ? 'keep' : 'lose'} their cause`, () => {
	const cause = new Error('socket hang up');
	const node = { id: '', name: '', type: '', typeVersion: 1, position: [0, 0] as [number, number] };
	const error = new NodeApiError({ ...node, parameters: {} }, cause as never);
	expect(error.cause).toBe(isSupported ? cause : undefined);
});

it(`the nodes ${isSupported ? 'run' : 'do not run, and send nothing'}`, async () => {
	const { error, items } = await sandbox.run('product.getAll', {});
	expect(error?.message).toBe(isSupported ? undefined : tooOld);
	expect(error?.description ?? '').toMatch(isSupported ? /^$/ : /^Update n8n to 2\.36 or newer\./);
	expect(items.length > 0).toBe(isSupported);
	expect(sandbox.state.journal.entries().length > 0).toBe(isSupported);
});

it(`the triggers ${isSupported ? 'can be published' : 'can’t be published, and register nothing'}`, async () => {
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
