namespace ClvPredict.Models.MlNet;

/// <summary>Thrown inside the expression parser only; <see cref="ExpressionProgram.TryCompile"/> hands on the message.</summary>
internal sealed class ExpressionFault(string message) : Exception(message);
