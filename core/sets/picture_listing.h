#pragma once

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "base/batch_source.h"
#include "config/experiment.h"
#include "sets/picture_container.h"

namespace ganvas::sets {

/// A part of a picture, in its pixels, after its EXIF orientation is followed. Width 0: the whole.
struct Box {
  std::int32_t left = 0, top = 0, width = 0, height = 0;
  bool operator==(const Box&) const = default;
};

struct ListedPicture {
  std::uint32_t file = 0;  ///< index into the container's files()
  std::int32_t label = 0;  ///< index of its class; 0 where there are none
  Box box;                 ///< with data.box_margin added; may go beyond the picture's border: cut it there
};

/// The pictures of a container, none of them opened yet.
struct PictureListing {
  std::shared_ptr<PictureContainer> container;
  std::vector<std::string> classNames;  ///< empty: no labels
  std::vector<ListedPicture> pictures;  ///< ascending by file; several of one file where it has several boxes
  std::vector<LeftOut> leftOut;         ///< with their reason: no label, no box, box too small, annotation unreadable
  std::vector<std::string> warnings;    ///< sentences for the run's log
};

/// Lists what data.path holds for the source `folder`, by data.split, labels, boxes, box_margin, box_smallest. All of
/// it: data.limit is not applied. Pictures are told by the ends of their names (.png .jpg .jpeg .jpe .jfif .bmp .webp
/// .tif .tiff). Sub-folders train and test (and val, valid) are splits; classes are the sub-folders below, sorted. A
/// file of labels is one that data.labels names, or else dataset.json or labels.csv at the top. With data.boxes each
/// box is a picture. Its class, where no file of labels says it, is the <name> of the annotation's object, or the
/// sub-folder that the annotation lies in, or else the picture's. Corners are as PASCAL VOC has them: counted from 1,
/// both inside the box. Throws Error: no picture, a file of labels that cannot be read (with
/// line), a column that is not there (naming those that are); or "cancelled".
PictureListing listPictures(const config::Data& data, const std::stop_token& stop = {});

}  // namespace ganvas::sets
