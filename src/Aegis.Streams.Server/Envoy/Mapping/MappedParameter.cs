namespace Aegis.Streams.Server.Envoy.Mapping;

/// <summary>A parameter of the intent that a route makes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">Where its value comes from.</param>
/// <param name="Form">What a text becomes.</param>
internal sealed record MappedParameter(string Name, ValueSource Source, ValueForm Form);
