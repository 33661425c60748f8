import {
	type Snapshot,
	snapshotOf,
	type PackageClasses,
} from '../../compatibility/contract/snapshot';

/** The contract of what is tested, as plain as a saved one. */
export function headSnapshot(): Snapshot {
	const classes = jest.requireActual<PackageClasses>('../../../index.js');
	return JSON.parse(JSON.stringify(snapshotOf(classes))) as Snapshot;
}
