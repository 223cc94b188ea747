namespace MlNetApp;

/// <summary>The columns of the chain that a prediction engine hands out.</summary>
public class Prediction
{
    public float ChurnProbability { get; set; }

    public float ExpectedOrders { get; set; }

    public float PredictedClv { get; set; }
}
