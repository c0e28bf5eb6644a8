using System.Collections.Immutable;
using Aegis.Streams.Policy.Publication;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Cli.Policies;

/// <summary>One side of a comparison.</summary>
/// <param name="Documents">The policies.</param>
/// <param name="Publication">The publication that they come from; <see langword="null"/>: from files.</param>
internal sealed record ComparedPolicies(ImmutableArray<PolicyDocument> Documents, PolicyPublication? Publication);
