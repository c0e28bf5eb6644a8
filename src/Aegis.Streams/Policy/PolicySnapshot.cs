using System.Collections.Frozen;
using System.Collections.Immutable;
using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Policy.Evaluation;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy;

/// <summary>A policy set: immutable, compiled, replaced whole. The empty set denies everything.</summary>
public sealed class PolicySnapshot
{
    /// <summary>Initializes a set.</summary>
    /// <param name="documents">Its policies, as the loader made and checked them.</param>
    /// <exception cref="ArgumentException">Two rules have one id, or a detector has its terms in a file, which only those may have that are read by <see cref="PolicyLoader"/> or come with a publication.</exception>
    public PolicySnapshot(ImmutableArray<PolicyDocument> documents)
        : this(documents, FrozenDictionary<string, TermDictionary>.Empty)
    {
    }

    /// <summary>Initializes a set.</summary>
    /// <param name="documents">Its policies.</param>
    /// <param name="terms">What stands in the files of terms that its detectors name, by digest.</param>
    /// <exception cref="ArgumentException">Two rules have one id, or terms are missing.</exception>
    internal PolicySnapshot(ImmutableArray<PolicyDocument> documents, IReadOnlyDictionary<string, TermDictionary> terms)
    {
        Documents = [.. documents.OrderBy(document => document.Tenant, StringComparer.Ordinal).ThenBy(document => document.Name, StringComparer.Ordinal)];

        // The revision first: what is written for its sake is garbage, and a program that was already there would be copied when that is collected.
        Revision = PolicyContent.RevisionOf(Documents);
        Program = new PolicyProgram(Documents, terms);
        for (var i = 1; i < Program.Rules.Length; i++)
            if (Program.Rules[i].Rule.Id == Program.Rules[i - 1].Rule.Id) throw new ArgumentException($"Two rules have the id `{Program.Rules[i].Rule.Id}`.", nameof(documents));
    }

    /// <summary>Gets the set without policies.</summary>
    public static PolicySnapshot Empty { get; } = new([]);

    /// <summary>Gets the policies, ordered by tenant (the base first) and name.</summary>
    public ImmutableArray<PolicyDocument> Documents { get; }

    /// <summary>Gets a value indicating whether it has no rules at all, so that nobody can be ready to decide with it.</summary>
    public bool IsEmpty => Program.Rules.IsEmpty;

    /// <summary>Gets what identifies the content: lower-case hex SHA-256 that neither order, comments nor file names change.</summary>
    public string Revision { get; }

    /// <summary>Gets the compiled form.</summary>
    internal PolicyProgram Program { get; }
}
