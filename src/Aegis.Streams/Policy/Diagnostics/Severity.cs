namespace Aegis.Streams.Policy.Diagnostics;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>The file is not loaded.</summary>
    Error,

    /// <summary>The file is loaded, and probably does not do what was meant.</summary>
    Warning,

    /// <summary>The file is loaded and may well be meant as it is; somebody should know.</summary>
    Note,
}
