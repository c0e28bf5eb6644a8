using Aegis.Streams.Identity;
using Aegis.Streams.Policy.Inquiry;

namespace Aegis.Streams.Cli.Policies;

/// <summary>Refuses questions about what cannot be: their answers would be those of no call.</summary>
internal static class QuestionCheck
{
    private static readonly AgentRegistrationCodec Register = new();

    /// <summary>Checks a question that options made.</summary>
    /// <param name="question">The question.</param>
    /// <returns>The question.</returns>
    /// <exception cref="CliRefusalException">No register can hold the agent, or no instance have the environment.</exception>
    public static PolicyQuestion Require(PolicyQuestion question)
    {
        if (Register.Validate(question.Registration) is { } fault) throw CliRefusalException.Usage($"the agent's {fault.Field} {fault.Message}");
        return question.Environment is { } environment && PolicyQuestion.EnvironmentFault(environment) is { } rule
            ? throw CliRefusalException.Usage($"--environment {rule}, not `{environment}`")
            : question;
    }
}
