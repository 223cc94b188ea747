namespace ClvPredict.Models.Evaluation;

/// <summary>By how much the stack's loss was below that of something simpler, all origins together.</summary>
/// <param name="Target">activity (log loss), orders (Poisson deviance) or value (Tweedie deviance, power 1.5).</param>
/// <param name="Against">What it is compared with.</param>
/// <param name="Gain">1 - the stack's loss over the other's; above 0 the stack is better. Both are made right in total first.</param>
/// <param name="Low">Lower end of the 95 % bootstrap interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Wins">At how many origins the stack had the lower loss.</param>
public sealed record JudgedGain(
    string Target,
    PredictionForm Against,
    double Gain,
    double Low,
    double High,
    int Wins
);
