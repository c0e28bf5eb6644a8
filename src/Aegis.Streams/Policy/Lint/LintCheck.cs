using System.Collections.Immutable;
using Aegis.Streams.Policy.Diagnostics;

namespace Aegis.Streams.Policy.Lint;

/// <summary>One thing to look for in a policy set.</summary>
internal abstract class LintCheck
{
    /// <summary>Gets what names it in output and documents; it never changes.</summary>
    public abstract string Id { get; }

    /// <summary>Gets what it looks for, as a sentence.</summary>
    public abstract string Summary { get; }

    /// <summary>Gets why that is probably not meant, and what to do.</summary>
    public abstract string Why { get; }

    /// <summary>Gets how bad a finding is.</summary>
    public virtual Severity Severity => Severity.Warning;

    /// <summary>Gets bodies of policies that it finds something in, without the header; the first is shown in the documents.</summary>
    public abstract ImmutableArray<string> Triggers { get; }

    /// <summary>Gets bodies of policies that come close, and that it finds nothing in.</summary>
    public abstract ImmutableArray<string> Passes { get; }

    /// <summary>Looks for it.</summary>
    /// <param name="subject">Has the policies, and takes the findings.</param>
    public abstract void Check(LintSubject subject);

    /// <summary>Writes its section of the documents.</summary>
    public string ToMarkdown() => $"""
        ## `{Id}`

        {(Severity == Severity.Note ? "Note" : "Warning")}. {Summary}

        {Why}

        ```yaml
        {Triggers[0]}
        ```

        """;
}
