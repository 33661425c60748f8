import { unusedPort } from '../../support/engine/front';

it('gives more ports than the system chooses from', async () => {
	// Linux chooses from the even ones of 28,232 by default.
	const count = 15_000;
	const ports = new Set<number>();
	for (let port = 0; port < count; port++) ports.add(await unusedPort());
	expect(ports.size).toBe(count);
});
