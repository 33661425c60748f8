import { KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';
import { loadList, triggerHooks } from '../../support/engine';
import { INSTANCE } from '../../support/triggers/slots';

const isSupported = process.env['VERSIONS_SUPPORTED'] === '1';
const tooOld = 'This node requires a newer version of n8n';
const sandbox = KernelHostSandbox.forThisFile();

const arrived = () => sandbox.state.journal.entries().length;
beforeEach(() => sandbox.state.journal.clear());

it(`the nodes ${isSupported ? 'run' : 'do not run, and send nothing'}`, async () => {
	const { error, items } = await sandbox.run('product.getAll', {});
	expect(error?.message).toBe(isSupported ? undefined : tooOld);
	expect(error?.description ?? '').toMatch(isSupported ? /^$/ : /^Update n8n to 1\.123 or newer\./);
	expect(items.length > 0).toBe(isSupported);
	expect(arrived() > 0).toBe(isSupported);
});

it(`lists ${isSupported ? 'are shown' : 'are not read'}`, async () => {
	const shown = await loadList({
		type: 'kernelHost',
		method: 'searchProducts',
		credentials: sandbox.credentials(),
	}).then(
		({ results }) => results.length > 0,
		(error: Error) => error.message,
	);
	expect(shown).toBe(isSupported ? true : tooOld);
	expect(arrived() > 0).toBe(isSupported);
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
	expect(arrived() > 0).toBe(isSupported);
});
