import {
	type Snapshot,
	snapshotOf,
	type PackageClasses,
} from '../../compatibility/contract/snapshot';

/** The contract of the tested package, in the plain form of a saved one. */
export function headSnapshot(): Snapshot {
	const classes = jest.requireActual<PackageClasses>('../../../index.js');
	return JSON.parse(JSON.stringify(snapshotOf(classes))) as Snapshot;
}
