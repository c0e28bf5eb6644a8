using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Cli.Policies;

/// <summary>Finds a publication while the history is read: only what was verified and active counts.</summary>
internal sealed class PublicationSearch
{
    private const int LeastDigits = 8;

    private readonly string? _digits;
    private readonly bool _isForActive;
    private ActivePolicy? _active;
    private ActivePolicy? _found;

    private PublicationSearch(string? digits, bool isForActive = false) => (_digits, _isForActive) = (digits, isForActive);

    /// <summary>Gets it; <see langword="null"/>: there is none.</summary>
    public ActivePolicy? Found => _found;

    /// <summary>Looks for an id or a revision.</summary>
    /// <param name="digits">It, or its first digits.</param>
    /// <returns>The search.</returns>
    /// <exception cref="CliRefusalException">These are too few.</exception>
    public static PublicationSearch For(string digits) => digits.Length >= LeastDigits
        ? new PublicationSearch(digits)
        : throw CliRefusalException.Usage($"the id or revision must have {LeastDigits} digits at least");

    /// <summary>Looks for what was active before what is active now.</summary>
    /// <returns>The search.</returns>
    public static PublicationSearch ForPrevious() => new(null);

    /// <summary>Looks for what is active.</summary>
    /// <returns>The search.</returns>
    public static PublicationSearch ForActive() => new(null, isForActive: true);

    /// <summary>Looks at a publication.</summary>
    /// <param name="published">The publication.</param>
    /// <exception cref="CliRefusalException">The digits are those of several.</exception>
    public void Look(PublicationEvent published)
    {
        if (published.Activated is not { } activated) return;
        if (_isForActive) _found = activated;
        else if (_digits is null) _found = activated.Publication.Revision == _active?.Publication.Revision ? _found : _active;
        else if (activated.Publication.Id.StartsWith(_digits, StringComparison.Ordinal) || activated.Publication.Revision.StartsWith(_digits, StringComparison.Ordinal)) Find(activated);
        _active = activated;
    }

    private void Find(ActivePolicy activated)
    {
        if (_found is not null && _found.Publication.Revision != activated.Publication.Revision)
            throw CliRefusalException.Usage($"{_digits} is the start of several; give more digits");
        _found = activated;
    }
}
