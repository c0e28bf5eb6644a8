using Aegis.Streams.Server.Calls;

namespace Aegis.Streams.Server.Bundles;

/// <summary>Why a bundle is not given.</summary>
internal static class BundleRefusals
{
    public static CallRefusal NotPermitted { get; } = new(
        RefusalKind.NotPermitted, CallCodes.NotPermitted, "The caller may not fetch the policies; `bundles: true` at its entry in the file of callers lets it.");

    public static CallRefusal NotServed { get; } = new(
        RefusalKind.NotFound, CallCodes.NotFound, "This instance serves no bundles; start it with --bundle-key FILE, or with --unsigned-bundles where nobody can come between.");

    public static CallRefusal NoPolicy { get; } = new(RefusalKind.Unavailable, CallCodes.NotReady, "No policy is active: ask another instance, or again.", RetryAfter: TimeSpan.FromSeconds(1));

    public static CallRefusal Inexpressible { get; } = new(
        RefusalKind.Unavailable, CallCodes.BundleRefused, "Rego cannot say some of the active rules exactly, so there is no bundle of them; change the rules, or keep the bundle that you have.");
}
