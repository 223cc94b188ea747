namespace ClvPredict.Models.MlNet;

/// <summary>One instruction. Default: pushes input 0.</summary>
/// <param name="Op">What to do.</param>
/// <param name="Input">Index of the input to push.</param>
/// <param name="Constant">The constant to push.</param>
internal readonly record struct ExpressionInstruction(
    ExpressionOp Op,
    int Input = 0,
    float Constant = 0
)
{
    /// <summary>How many values the instruction takes from the stack; each leaves one.</summary>
    public int Operands =>
        Op switch
        {
            ExpressionOp.Input or ExpressionOp.Constant => 0,
            <= ExpressionOp.Abs => 1,
            ExpressionOp.Select => 3,
            _ => 2,
        };
}
