namespace ClvPredict.Models.MlNet;

/// <summary>What the parser knows about a value on the stack. Default: some float32 number.</summary>
/// <param name="Type">The value's type.</param>
/// <param name="Integer">The value of an integer constant, pushed by the last instruction; otherwise null.</param>
internal readonly record struct ExpressionOperand(ExpressionType Type, int? Integer = null);
