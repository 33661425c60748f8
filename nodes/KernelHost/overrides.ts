import { vendorOverrides, type VendorOverrides } from '../../core/kernelhost/overrides';
import type { ExecutionContext } from '../shared/operation';

/**
 * Returns the Vendor Overrides of the item's credential, or the package's assumptions, for
 * undocumented details of KernelHost.
 * @throws Error for malformed Vendor Overrides
 */
export async function overridesOf({ credential }: ExecutionContext): Promise<VendorOverrides> {
	return vendorOverrides((await credential('kernelHostApi')).vendorOverrides);
}
