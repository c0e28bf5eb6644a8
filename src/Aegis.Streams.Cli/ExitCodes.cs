namespace Aegis.Streams.Cli;

/// <summary>What the process says with its exit code. Scripts depend on them.</summary>
internal static class ExitCodes
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>A fault; one line on the error stream names it.</summary>
    public const int Fault = 1;

    /// <summary>Done, but incomplete: rejected lines, unanswered intents, topics that deviate, nothing found.</summary>
    public const int Incomplete = 2;

    /// <summary>`decide`, `policy eval --exit-code`: the answer is sanitize.</summary>
    public const int AnswerSanitize = 10;

    /// <summary>`decide`, `policy eval --exit-code`: the answer is approval_needed.</summary>
    public const int AnswerApprovalNeeded = 11;

    /// <summary>`decide`, `policy eval --exit-code`: the answer is deny.</summary>
    public const int AnswerDeny = 12;

    /// <summary>`decide`: there is no decision: refused, unavailable or too late.</summary>
    public const int NoDecision = 13;

    /// <summary>`dlp scan`: something was found.</summary>
    public const int DlpFound = 20;

    /// <summary>`dlp redact`: something was found that blocks; nothing is there under the name of the output.</summary>
    public const int DlpBlocked = 21;

    /// <summary>The command line is wrong (EX_USAGE).</summary>
    public const int Usage = 64;

    /// <summary>No cluster answers, or none was named (EX_UNAVAILABLE).</summary>
    public const int NoCluster = 69;

    /// <summary>The engine of another library failed for good; start the process again (EX_SOFTWARE).</summary>
    public const int Engine = 70;

    /// <summary>A signal or a closed output ended it early.</summary>
    public const int Interrupted = 130;
}
