namespace Aegis.Streams.Kafka.Runtime;

/// <summary>What tasks say of where they run. Inside a transaction that names offsets under the group's generation, so that a zombie's word never commits.</summary>
public interface ITaskClaims
{
    /// <summary>Emits that a task runs here, as part of its first transaction and each minute. Called again if that does not commit, or nobody knows whether it did.</summary>
    /// <param name="context">The task.</param>
    void Claim(TaskContext context);

    /// <summary>Emits that a task no longer runs here, as part of its last transaction. Not called where a task is lost.</summary>
    /// <param name="context">The task.</param>
    void Release(TaskContext context);
}
