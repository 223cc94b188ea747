namespace ClvPredict.Training.Judging;

/// <summary>A loss of a new model against that of the present one, over the same customers.</summary>
/// <param name="Target">activity, orders or value.</param>
/// <param name="Gain">1 - new loss / present loss, level-free; below 0 the new model is worse.</param>
/// <param name="Low">Lower end of the 95 % interval of the gain, over customers.</param>
/// <param name="High">Upper end; below -0.01 the new model is found worse (-0.1 on time that both have seen).</param>
public sealed record ComparedLoss(string Target, double Gain, double Low, double High);
