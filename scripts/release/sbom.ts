/** A software bill of materials in CycloneDX 1.5, with the members that are used here. */
export interface Sbom {
	metadata: { component: { 'bom-ref': string; name: string } };
	components: Array<{ 'bom-ref': string; name: string }>;
	dependencies: Array<{ ref: string; dependsOn: string[] }>;
}

/**
 * Reduces npm's SBOM of the repository to what ships: the package and the libraries that are bundled
 * in it. For npm these libraries are development dependencies, like a thousand others.
 * @throws Error if a bundled library is missing, or has dependencies that would ship unnamed
 */
export function shippedOnly(sbom: Sbom, { name }: { name: string }, bundled: string[]): Sbom {
	const { component } = sbom.metadata;
	const ref = component['bom-ref'];
	const direct = sbom.dependencies.find((one) => one.ref === ref)?.dependsOn ?? [];
	const components = bundled.map((library) => {
		const found = sbom.components.find(
			(one) => one.name === library && direct.includes(one['bom-ref']),
		);
		if (!found) throw new Error(`The SBOM does not name ${library}`);
		return found;
	});
	const refs = components.map((one) => one['bom-ref']);
	const dependencies = sbom.dependencies.filter((one) => refs.includes(one.ref));
	const further = dependencies.flatMap(({ dependsOn }) => dependsOn);
	if (further.some((one) => !refs.includes(one))) {
		throw new Error(`A bundled library depends on ${further.join(', ')}`);
	}
	return {
		...sbom,
		// npm calls it like the folder of the repository.
		metadata: { ...sbom.metadata, component: { ...component, name } },
		components,
		dependencies: [{ ref, dependsOn: refs }, ...dependencies],
	};
}
