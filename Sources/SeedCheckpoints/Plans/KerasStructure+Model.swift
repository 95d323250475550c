import Checkpoints
import InitializerConfigurations
import KerasModels

extension KerasStructure {
  /// What Keras's files say of a model.
  init(of model: KerasModel, members: [ArchiveMember] = []) {
    self.init(
      groups: model.savedGroups.map {
        WeightsGroup(path: $0.path, layerName: $0.layerName, tensors: $0.variables)
      },
      members: members)
  }
}
